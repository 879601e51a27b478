import express, { type Request, type Response } from 'express';
import { StreamChat } from 'stream-chat';

const admin = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);
const app = express();
app.use(express.json());

app.post('/rooms', async (req: Request, res: Response) => {
  await admin.connectUser({ id: 'admin' }, admin.createToken('admin')); // expect: HUP302
  await admin.channel('messaging', req.body.id).create();
  res.status(201).end();
});

app.listen(3000);
