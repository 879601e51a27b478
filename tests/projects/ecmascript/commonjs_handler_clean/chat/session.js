const { StreamChat } = require('stream-chat');

const server = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);

async function open(userId) {
  await server.upsertUser({ id: userId });
  return server;
}

module.exports = { open };
