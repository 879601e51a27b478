import { StreamChat } from 'stream-chat';
import express from 'express';

const office = StreamChat.getInstance(process.env.CHAT_KEY, process.env.CHAT_SECRET);
const app = express();

app.post('/visitors/:id', async (req, res) => {
  await office.upsertUsers([{ id: req.params.id, name: req.query.name }]);
  res.json({ token: office.createToken(req.params.id) });
});

app.listen(3000);
