const express = require('express');
const { StreamChat } = require('stream-chat');

const chat = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);
const app = express();
app.use(express.json());

app.post('/chat/credentials', async (req, res) => {
  await chat.upsertUser({ id: req.body.id, name: req.body.name });
  res.json({ id: req.body.id, credentials: chat.createToken(req.body.id) });
});

app.listen(3000);
