const express = require('express')
const { StreamChat } = require('stream-chat')

const office = new StreamChat(process.env.KEY, process.env.SECRET)
const app = express()

app.put('/clerks/:id', (req, res, next) => {
  office
    .connectUser({ id: req.params.id }, office.createToken(req.params.id))
    .then(() => res.sendStatus(204))
    .catch(next)
})

app.listen(8080)
