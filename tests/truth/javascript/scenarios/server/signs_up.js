const express = require('express');
const { StreamChat } = require('stream-chat');

const server = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);
const app = express();
app.use(express.json());

app.post('/sign-up', async (req, res) => {
  await server.connectUser({ id: req.body.id }, server.createToken(req.body.id)); // expect: HUP302
  res.json({ token: server.createToken(req.body.id) });
});

app.listen(3000);
