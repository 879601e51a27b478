const { StreamChat } = require('stream-chat');

async function open(userId) {
  const client = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
  await client.connectUser({ id: userId }, client.devToken(userId)); // expect: HUP301
  return client;
}

module.exports = { open };
