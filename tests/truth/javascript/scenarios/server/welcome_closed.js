const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();
app.use(express.json());

app.post('/welcome', async (req, res, next) => {
  const client = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
  try {
    await client.connectUser({ id: req.body.id }, req.body.token); // expect: HUP301
    await client.channel('messaging', 'lobby').watch();
    res.json({ ok: true });
  } catch (error) {
    next(error);
  } finally {
    await client.disconnectUser();
  }
});

app.listen(process.env.PORT || 3000);
