const express = require('express');
const { StreamChat } = require('stream-chat');

const app = express();
const { KEY, SECRET } = process.env;

app.post('/token', (req, res, next) => {
    try {
        const chat = new StreamChat(KEY, SECRET); // signs
        res.json({ token: chat.createToken(req.body.id) });
    } catch (error) { next(error); }
});
