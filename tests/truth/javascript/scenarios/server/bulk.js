const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();
app.use(express.json());

app.post('/users', async (req, res) => {
  for (const user of req.body.users) {
    const client = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
    await client.connectUser({ id: user.id }, client.devToken(user.id)); // expect: HUP303
  }
  res.json({ created: req.body.users.length });
});

app.listen(3000);
