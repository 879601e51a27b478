const { StreamChat } = require('stream-chat');

async function report() {
  const client = new StreamChat(process.env.STREAM_KEY);
  await client.connectUser({ id: 'reporter' }, client.devToken('reporter')); // expect: HUP301
  const channels = await client.queryChannels({ type: 'messaging' });
  if (!channels.length) return;
  await channels[0].sendMessage({ text: 'report' });
  await client.disconnectUser();
}

report();
