import { StreamChat } from 'stream-chat';
import express from 'express';

const office = StreamChat.getInstance(process.env.CHAT_KEY, process.env.CHAT_SECRET);
const app = express();

app.post('/visitors/:id', async (req, res) => {
  const visitor = new StreamChat(process.env.CHAT_KEY); // one for each
  await visitor.connectUser({ id: req.params.id, name: req.query.name }, office.createToken(req.params.id));
  await visitor.disconnectUser();
  res.json({ token: office.createToken(req.params.id) });
});

app.listen(3000);
