const express = require('express');
const { StreamChat } = require('stream-chat');

const chat = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);
const app = express();
app.use(express.json());

app.post('/users', async (req, res) => {
  await chat.upsertUsers(req.body.users.map(({ id }) => ({ id })));
  res.json({ created: req.body.users.length });
});

app.listen(3000);
