const { Agent } = require('./Agent');

async function replay(key, id, token, lines) {
  const agent = new Agent(key);
  await agent.join(id, token);
  try {
    const channel = agent.client.channel('messaging', 'replay');
    for (const line of lines) {
      await channel.sendMessage({ text: line });
    }
  } finally {
    await agent.leave();
  }
}

module.exports = { replay };
