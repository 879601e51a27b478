const { StreamChat } = require('stream-chat');

const admin = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);

async function run() {
  const token = admin.createToken('admin');
  await admin.connectUser({ id: 'admin' }, token); // expect: HUP302
  await admin.queryChannels({});
}

run();
