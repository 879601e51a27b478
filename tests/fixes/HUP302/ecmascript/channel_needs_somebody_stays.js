const express = require('express');
const { StreamChat } = require('stream-chat');

const admin = StreamChat.getInstance(process.env.KEY, process.env.SECRET);
const app = express();

app.post('/rooms', async (req, res) => {
  await admin.connectUser({ id: 'admin' }, admin.createToken('admin'));
  await admin.channel('messaging', req.body.id).create();
  res.status(201).end();
});

app.listen(3000);
