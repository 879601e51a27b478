from unittest import IsolatedAsyncioTestCase

from tests.lines import open_line


class LineTest(IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.line = await open_line("tester")
        self.addAsyncCleanup(self.line.leave)

    async def test_is_connected(self):
        self.assertTrue(self.line.connected)
