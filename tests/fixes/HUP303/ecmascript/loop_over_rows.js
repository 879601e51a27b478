const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();
const chat = StreamChat.getInstance(process.env.KEY, process.env.SECRET);

app.post('/import', async (req, res) => {
  let count = 0;
  for (const row of req.body.rows) {
    await chat.connectUser({ id: row.email, name: row.name }, chat.createToken(row.email)); // creates it
    await chat.disconnectUser();
    count += 1;
  }
  res.json({ count });
});
