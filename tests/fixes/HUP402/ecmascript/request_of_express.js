const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();

// what was reported
app.get('/flags', async (req, res) => {
  const chat = new StreamChat(process.env.KEY, process.env.SECRET);
  res.json(await chat.queryMessageFlags({ channel_cid: req.query.cid }));
});
