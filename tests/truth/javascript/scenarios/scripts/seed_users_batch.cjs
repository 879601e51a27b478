const { StreamChat } = require('stream-chat');

const people = ['ada', 'grace', 'alan', 'edsger'];

async function main() {
  const server = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);
  await server.upsertUsers(people.map((id) => ({ id, name: id })));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
