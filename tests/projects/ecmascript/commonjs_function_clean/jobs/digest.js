const openChat = require('../lib/chat');
const { send } = require('../lib/mail');

module.exports = async function digest({ userId, token, address }) {
  const chat = await openChat(userId, token);
  try {
    const channels = await chat.queryChannels({ members: { $in: [userId] } });
    if (channels.length === 0) return;
    await send(address, channels.map((channel) => `${channel.id}: ${channel.countUnread()}`));
  } finally {
    await chat.disconnectUser();
  }
};
