const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();
app.use(express.json());

app.post('/welcome', async (req, res) => {
  const client = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
  await client.connectUser({ id: req.body.id }, req.body.token); // expect: HUP301
  const channel = client.channel('messaging', 'lobby');
  await channel.watch();
  res.json({ ok: true });
});

app.listen(process.env.PORT || 3000);
