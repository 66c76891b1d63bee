# websocket.py URL ORIGIN: one probe through the bridge; prints each message and, at last, the close code.
import asyncio
import json
import sys

import websockets


async def main(url, origin):
    async with websockets.connect(url, origin=origin, subprotocols=['mail-doctor.v1']) as bridge:
        await bridge.send(json.dumps({'type': 'probe.start', 'id': 'p', 'service': 'imaps'}))
        async for message in bridge:
            print(message, flush=True)
        print(bridge.close_code)


asyncio.run(main(*sys.argv[1:]))
