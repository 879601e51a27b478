const express = require('express');
const { StreamChat } = require('stream-chat');

const chat = StreamChat.getInstance(process.env.STREAM_KEY);
const app = express();
app.use(express.json());

app.post('/welcome', async (req, res) => {
  await chat.connectUser({ id: req.body.id }, req.body.token); // expect: HUP301
  res.json({ ok: true });
});

app.listen(3000);
