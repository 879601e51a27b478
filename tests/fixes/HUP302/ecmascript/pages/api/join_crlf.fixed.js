import { StreamChat } from 'stream-chat';

export default async function handler(req, res) {
  const client = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);
  await client.upsertUsers([{
    id: req.body.id, // from the form
    name: req.body.name,
  }]);
  res.status(200).json({ token: client.createToken(req.body.id) });
}
