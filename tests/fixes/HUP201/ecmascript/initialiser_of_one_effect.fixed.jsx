import React, { useEffect } from 'react'
import io from 'socket.io-client'

const Kitchen = ({ onOrder }) => {
	useEffect(() => {
		// one line to the till
		const till = io('/till') /* opened late */
		// orders come in here
		till.on('order', onOrder)
		return () => till.disconnect()
	}, [])

	return <h1>Kitchen</h1>
}

export default Kitchen
