const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();
const { KEY, SECRET } = process.env;

const chat = new StreamChat(KEY, SECRET); // signs

app.post('/token', (req, res, next) => {
    try {
        res.json({ token: chat.createToken(req.body.id) });
    } catch (error) { next(error); }
});
