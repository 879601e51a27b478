const express = require('express');
const { StreamChat } = require('stream-chat');

const chat = StreamChat.getInstance(process.env.STREAM_KEY);
const app = express();

app.post('/welcome', async (req, res) => {
  await chat.connectUser({ id: req.body.id }, req.body.token);
  res.json({ ok: true });
});

app.listen(3000);
