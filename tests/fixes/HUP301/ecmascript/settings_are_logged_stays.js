const express = require('express');
const { StreamChat } = require('stream-chat');

const apiKey = process.env.STREAM_KEY;
const token = process.env.STREAM_TOKEN;

console.log(apiKey, token);
const chat = StreamChat.getInstance(apiKey);
const app = express();

app.post('/join', async (req, res) => {
  await chat.connectUser({ id: req.body.id }, token);
  res.sendStatus(204);
});

app.listen(3000);
