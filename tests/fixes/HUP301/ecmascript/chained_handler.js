const http = require('node:http')
const { StreamChat } = require('stream-chat')

const key = process.env.KEY
const house = new StreamChat(key, process.env.SECRET)

http.createServer((request, response) => {
  const id = request.headers['x-user']
  const own = new StreamChat(key)

  own.connectUser({ id }, house.createToken(id)).then(() => response.end('in'), (error) => response.destroy(error))
}).listen(8000)
