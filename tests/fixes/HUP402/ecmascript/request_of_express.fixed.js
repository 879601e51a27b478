const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();

const chat = new StreamChat(process.env.KEY, process.env.SECRET);

// what was reported
app.get('/flags', async (req, res) => {
  res.json(await chat.queryMessageFlags({ channel_cid: req.query.cid }));
});
