const { StreamChat } = require('stream-chat');
const { parseCsv } = require('./csv');

const chat = new StreamChat(process.env.KEY, process.env.SECRET);

async function main() {
  await chat.upsertUsers((await parseCsv('users.csv')).map((row) => ({ id: row[0], name: row[1] })));
}

main();
