const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();

app.get('/channels', async (req, res) => {
  const chat = new StreamChat(req.tenant.key, req.tenant.secret);
  res.json(await chat.queryChannels({}));
});
