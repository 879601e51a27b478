const { StreamChat } = require('stream-chat');

module.exports = async function openChat(userId, token) {
  const chat = new StreamChat(process.env.STREAM_KEY);
  await chat.connectUser({ id: userId }, token); // expect: HUP102
  return chat;
};
