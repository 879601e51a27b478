const { StreamChat } = require('stream-chat');

const admin = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);

const [, , userId = 'ada'] = process.argv;
process.stdout.write(`${admin.createToken(userId)}\n`);
