import express from 'express';
import { StreamChat } from 'stream-chat';

const app = express();
app.use(express.json());

app.post('/chat/credentials', (req, res) => {
  const chat = new StreamChat(process.env.STREAM_KEY!, process.env.STREAM_SECRET!); // expect: HUP402
  res.json({ credentials: chat.createToken(req.body.id) });
});

app.listen(3000);
