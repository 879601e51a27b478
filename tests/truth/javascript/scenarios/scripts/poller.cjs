const { StreamChat } = require('stream-chat');

async function poll() {
  const client = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
  await client.connectUser({ id: 'poller' }, client.devToken('poller')); // expect: HUP301
  await client.queryChannels({});
}

setInterval(poll, 10_000);
