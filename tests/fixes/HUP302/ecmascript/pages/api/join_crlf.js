import { StreamChat } from 'stream-chat';

export default async function handler(req, res) {
  const client = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);
  await client.connectUser(
    {
      id: req.body.id, // from the form
      name: req.body.name,
    },
    client.createToken(req.body.id),
  );
  res.status(200).json({ token: client.createToken(req.body.id) });
}
