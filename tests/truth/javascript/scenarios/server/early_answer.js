const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();
app.use(express.json());

app.post('/post', async (req, res) => {
  const client = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
  await client.connectUser({ id: req.body.id }, req.body.token); // expect: HUP301
  if (!req.body.text) {
    return res.status(422).json({ error: 'text' });
  }
  await client.channel('messaging', 'wall').sendMessage({ text: req.body.text });
  await client.disconnectUser();
  return res.json({ ok: true });
});

app.listen(3000);
