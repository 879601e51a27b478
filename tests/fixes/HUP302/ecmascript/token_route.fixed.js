const express = require('express');
const { StreamChat } = require('stream-chat');

const server = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);
const app = express();

app.post('/token', async (req, res) => {
  const token = server.createToken(req.body.id);
  await server.upsertUsers([{ id: req.body.id, name: req.body.name }]); // so that they exist
  res.json({ token });
});

app.listen(3000);
