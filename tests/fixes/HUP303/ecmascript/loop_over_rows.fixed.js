const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();
const chat = StreamChat.getInstance(process.env.KEY, process.env.SECRET);

app.post('/import', async (req, res) => {
  let count = 0;
  await chat.upsertUsers(req.body.rows.map((row) => ({ id: row.email, name: row.name })));
  for (const row of req.body.rows) {
    count += 1;
  }
  res.json({ count });
});
