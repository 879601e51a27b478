import React, { useState, useEffect } from 'react'
import io from 'socket.io-client'

const Kitchen = ({ onOrder }) => {
	// one line to the till
	const [till] = useState(() => io('/till')) /* opened late */

	useEffect(() => {
		// orders come in here
		till.on('order', onOrder)
		return () => till.disconnect()
	}, [])

	return <h1>Kitchen</h1>
}

export default Kitchen
