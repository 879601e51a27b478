const express = require('express');
const { StreamChat } = require('stream-chat');

const desk = new StreamChat(process.env.STREAM_KEY, process.env.STREAM_SECRET);
const app = express();
app.use(express.json());

app.post('/guests', async (req, res) => {
  const guest = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
  await guest.connectUser({ id: req.body.id }, desk.createToken(req.body.id)); // expect: HUP301
  res.json({ token: desk.createToken(req.body.id) });
});

app.listen(3000);
