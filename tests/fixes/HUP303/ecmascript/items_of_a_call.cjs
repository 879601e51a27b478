const { StreamChat } = require('stream-chat');
const { parseCsv } = require('./csv');

const chat = new StreamChat(process.env.KEY, process.env.SECRET);

async function main() {
  for (const row of await parseCsv('users.csv')) {
    await chat.connectUser({ id: row[0], name: row[1] }, chat.createToken(row[0]));
    await chat.disconnectUser();
  }
}

main();
