const { StreamChat } = require('stream-chat');

const people = ['ada', 'grace', 'alan', 'edsger'];

async function main() {
  for (const person of people) {
    const client = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
    await client.connectUser({ id: person, name: person }, client.devToken(person)); // expect: HUP303
  }
}

main();
