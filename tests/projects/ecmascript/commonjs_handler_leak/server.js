const express = require('express');
const session = require('./chat/session');

const app = express();

app.post('/announce/:user', async (req, res) => {
  const client = await session.open(req.params.user);
  await client.channel('messaging', 'news').sendMessage({ text: req.body.text });
  res.sendStatus(204);
});

app.listen(3000);
