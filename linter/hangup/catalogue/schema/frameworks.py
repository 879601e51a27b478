"""``frameworks/*.toml``: scopes, what runs them again and what ends their lives."""

from __future__ import annotations

from typing import Annotated, Literal

from hangup.catalogue import patterns
from hangup.catalogue.schema.tables import Due, Package, Table
from hangup.records import dataclass

Runs = Literal[
    "once",
    "mount",
    "change",
    "render",
    "event",
    "tick",
    "request",
    "connection",
    "task",
    "rerun",
    "cell",
    "test",
    "element",
]
"""How often a scope runs. ``connection``: once per peer's connection (a WebSocket endpoint). ``cell``: as often as
somebody runs it by hand, in a process that goes on (a notebook).
"""

Role = Literal[
    # a component's runtime
    "effect",  # callback runs after render when dependencies changed; returns its cleanup
    "mount",  # callback runs once at mount (its returned function, if any, at unmount)
    "unmount",  # callback runs at unmount
    "state",  # returns [value, setter]; initial value or initialiser
    "reducer",  # returns [state, dispatch]
    "ref",  # returns a stable object whose `member` holds a value (`()`: calling it reads the value)
    "signal",  # returns [getter, setter]
    "memo",  # callback's result, kept while dependencies are equal
    "keep",  # returns its callback (useCallback): same identity while dependencies are equal
    "new-context",  # makes a place in which components hand values down; `member` is the element's property for them
    "provide",  # hands a value (argument 1) down under a key (argument 0)
    "context",  # returns what is handed down under a key (argument 0)
    "aborter",  # makes an object whose method `setter` ends what takes its `member` (AbortController)
    "new-store",  # makes a store: calling it, or its `getter`, gives its state; `setter` merges into it
    "same",  # returns argument `callback` unchanged (memo, forwardRef, observer)
    "bind",  # the function with arguments given ahead of its calls (bind, partial)
    "apply",  # calls the function (call, apply)
    "finalise",  # the function in argument 1 runs when argument 0 is gone, or when what this gives is called
    "attribute",  # gives the member of argument 0 that argument 1 names; argument 2 where there is none
    "has-attribute",  # asks whether there is one
    "set-attribute",  # writes it
    "instance-of",  # asks whether argument 0 is of the class, or of one of the classes, that argument 1 is
    "options",  # takes an object of methods for a class of the framework (defineComponent)
    "rows",  # gives rows of the elements of its arguments (zip, enumerate; see gives)
    # running functions
    "each",  # callback runs for every element, now
    "now",  # callback runs once, now; given back where it is no function
    "later",  # callback runs once, later (setTimeout, queueMicrotask)
    "timer",  # callback runs again and again
    "event",  # callback runs whenever something happens
    "handler",  # callback is an entry point of a server or worker (see runs)
    "promise",  # makes a promise: callback runs now, with the functions that fulfil and reject it
    "continuation",  # promise continuation: then / catch / finally (see on)
    "join",  # waits for all items
    "spawn",  # starts a coroutine as a task of its own
    "cancel",  # method of a task: ends it where it waits
    "lock",  # makes a manager that one alone is in at a time
    "run",  # runs a coroutine to its end, now
    "is-promise",  # asks whether argument 0 can be awaited, and runs nothing
    "wait",  # method of a future: waits for it and gives its value
    "exit-hook",  # callback runs when the process or application ends
    "stop",  # callback runs when the owner of the scope ends (addfinalizer, onCleanup)
    # context managers and containers
    "container",  # makes a list, map or set, of the elements that argument 0 holds
    "size",  # how many elements argument 0 holds
    "generator-manager",  # decorated generator is a context manager
    "closing",  # context manager that calls the argument's close method
    "ends-exceptions",  # context manager that ends exceptions of the classes among its arguments (see callback)
    "stack",  # makes an exit stack
    "enter-context",  # stack.enter_context(cm)
    "stack-callback",  # stack.callback(f, *args)
    "lifespan",  # argument / decorated generator is entered at start-up and left at shutdown
    "memoize",  # decorated function (or callback) runs once per key and its result is kept
    # effects on control
    "no-return",  # never returns (sys.exit, st.stop, redirect)
    "benign",  # neither raises nor keeps its arguments (logging)
    "mocks",  # puts a stand-in where the dotted name in its first argument is (unittest.mock.patch)
    "cancels",  # cancels timers
]


@dataclass(frozen=True, kw_only=True)
class CallModel(Table):
    """What a call of a framework's function means.

    ``names`` are dotted paths below the package (``useEffect``, ``React.useEffect`` is matched by ``useEffect``).
    With ``receiver`` the name is a method of a value made by one of these constructors (``fastapi.FastAPI``);
    ``method = true`` matches a method of that name on any receiver that is not known to be something else.
    """

    names: list[str]
    """Dotted paths below the package."""
    role: Role
    """What calling it means."""
    receiver: list[str] = []
    """Constructors that make what it is a method of."""
    method: bool = False
    """It is a method of any receiver that is not known to be something else."""
    of_functions: bool = False
    """It is a method that every function has."""
    decorator: bool = False
    """Matches the decorator form ``@name`` or ``@name(...)``: the decorated function is the callback."""
    deferred: bool = False
    """Of a decorator: a call of what is decorated only notes that it is to run."""
    callback: int | str | list[int | str] | None = None
    """Index of the callback argument, a keyword or a member of an object of options, a list of these (``[0, "fn"]``),
    or ``all`` for every function argument. A list of functions that is given there hands over each."""
    rejected: int | None = None
    """For ``continuation``: index of the callback for a rejection."""
    dependencies: int | None = None
    """The index of the dependency list."""
    by_identity: bool = False
    """For ``mount``: the callback runs again, behind its clean-up, when another function is given."""
    initial: int | None = None
    """The index of the initial value or initialiser."""
    initialiser: int | None = None
    """For ``reducer``: the index of the function that makes the first state of the initial value."""
    runs: Runs = "once"
    """How often the callback runs."""
    expects: bool = False
    """For ``ends-exceptions``: where no exception comes, it raises one itself (``pytest.raises``)."""
    on: Literal["", "fulfilled", "rejected", "settled"] = ""
    """For ``continuation``: when the callback runs. For ``join``: ``settled`` when no item raises."""
    settled_by: str = ""
    """For ``join``: the argument with which no item raises (``return_exceptions``)."""
    repeats: bool = False
    """For ``mount`` and ``unmount``: it runs again and again while what it belongs to goes on, as around each test."""
    server: bool = False
    """The callback runs on a server."""
    key: Literal["", "arguments"] = ""
    """For ``memoize``: the result is kept for each key (``arguments``), or once."""
    copies: bool = False
    """For ``memoize``: a copy is kept, so that the cache holds no connection open for anybody."""
    member: str = "current"
    """For ``ref``: the member that holds the value. For ``new-context``: the property of its element. For ``same``: the
    member to read, unless it is the default."""
    setter: str = ""
    """For ``ref``: the method that sets the value. For ``aborter``: the method that aborts. For ``new-store``: the one
    that merges into the state."""
    getter: str = ""
    """For ``new-store``: the method that gives the state."""
    state: str = ""
    """For ``new-store`` of an object: the member that makes the first state."""
    actions: list[str] = []
    """For ``new-store`` of an object: the members that hold its methods, whose ``this`` is the state."""
    receiver_first: bool = False
    """For ``bind`` and ``apply``: the first argument is what ``this`` is in the function."""
    listed: bool = False
    """For ``apply``: the arguments come as one sequence."""
    status: str = ""
    """For ``aborter``: the member of the signal that tells whether it has ended."""
    check: str = ""
    """For ``aborter``: the method of the signal that raises once it has."""
    cleanup: Literal["returned", "none"] = "returned"
    """For ``effect`` and ``mount``: what the callback returns, or nothing (what it returns is never called)."""
    exposes: bool = False
    """For ``effect``: the functions in what the callback gives are called by others, at any time."""
    registrar: str = ""
    """The framework's function that the callback is given, such as one that registers a clean-up."""
    registrar_at: int = 0
    """Which argument of the callback that is."""
    events_end: list[str] = []
    """For ``handler`` with an event name argument: the names whose handler ends the life (``disconnect``)."""
    events_begin: list[str] = []
    """For ``handler`` with an event name argument: the names whose handler begins the life (``connect``)."""
    peer_ends: list[str] = []
    """For ``handler``: the callback's first argument is the connection of a peer, and these are its events after which
    the life is over (``close``), and its properties that take a listener for one (``onclose``)."""
    events_once: list[str] = []
    """Names of events that happen once (``DOMContentLoaded``)."""
    files: list[str] = []
    """Globs over the POSIX path of the files in which the call means this."""
    unless_files: list[str] = []
    """Globs over the path of files in which it does not."""
    gives: Literal["", "all", "first", "numbered", "elements"] = ""
    """For ``join``: what waiting gives: a sequence of what all come to, or what the first argument comes to.
    For ``rows``: each begins with its number. For ``each``: the elements themselves (filter)."""
    waits: bool = True
    """For ``stack-callback`` and what registers a callback: what that gives is awaited."""
    loop: bool = False
    """The callback runs in a loop."""
    page: bool = False
    """The callback is a component that lives as long as the page (``createRoot(…).render(<App />)``). With ``member``
    it is what this member of the argument lists."""
    by_name: str = ""
    """For a decorator: what the callback gives is handed to functions that have a parameter of its name: those of its
    own file, and those of all files below where its file is this module (``conftest``)."""
    renamed: str = ""
    """The argument of the decorator that gives another name for that."""
    once_if: str = ""
    """The argument of the decorator (``scope=session``) with which the callback runs once."""
    before_await: bool = False
    """It counts only before the first ``await`` of the function that calls it: later, nobody knows whose callback it
    is. What a component's file runs for each instance is compiled so that it counts everywhere."""


@dataclass(frozen=True, kw_only=True)
class Listener(Table):
    """Properties by which something outside takes a function: ``button.onclick = connect``."""

    name: str
    """Regular expression for the whole name of the property."""
    role: Literal["event", "later", "exit-hook", "mount"] = "event"
    """What becomes of the function."""
    runs: Runs = "event"
    """How often the function runs."""
    element: bool = False
    """A property of the elements of a page, and none of other objects."""


@dataclass(frozen=True, kw_only=True)
class FunctionScope(Table):
    """A function that is a scope by its own shape: name, file, directive, parameters, exported name."""

    role: Literal["component", "hook", "handler", "script", "fixture", "test"]
    """What the function is."""
    name: str = ""
    """Regular expression the whole name must match."""
    files: list[str] = []
    """Globs over the POSIX path; ``**`` crosses folders."""
    unless_files: list[str] = []
    """Globs over the path of files in which it is none."""
    directive: str = ""
    """A directive that the function or the file must have (``use server``)."""
    unless_directive: str = ""
    """A directive that the file must not have."""
    exported: bool = False
    """The function must be exported."""
    renders: bool = False
    """The function contains an element expression or calls a hook."""
    parameters: list[str] = []
    """The names of its first parameters."""
    types: list[str] = []
    """Names of types that one of its parameters has."""
    decorators: list[str] = []
    """Only functions with one of these decorators: dotted paths below the packages."""
    uses: list[str] = []
    """Only in files that use one of these undeclared names: what the framework puts there without an import."""
    imports: list[Package] = []
    """Only in files that import one of these packages."""
    calls: list[Package] = []
    """Only where the function's own code (decorators apart) calls something of one of these packages."""
    members: list[str] = []
    """Only where the function's own code mentions a member of one of these names."""
    runs: Runs = "once"
    """How often it runs."""
    server: bool = False
    """It runs on a server."""
    module: bool = False
    """The module's top-level code is the scope."""
    instance: bool = False
    """What a component's file runs for each instance is the scope (``<script setup>``)."""


@dataclass(frozen=True, kw_only=True)
class ClassScope(Table):
    """A class whose methods have a life cycle, recognised by its bases or decorators (dotted paths below the packages),
    or by its own name in a file that imports the framework.

    ``methods`` gives each a phase: ``construct``, ``mount``, ``update``, ``unmount``, ``render``, ``handler``,
    ``event``; a key with other than word characters is a regular expression for the whole name.
    ``attributes`` gives a role to the functions that an attribute of the class lists.
    ``misspelt`` maps wrong names that people write to the right one. A name that stands in both is misspelt: it is
    what another release calls.

    An object of methods that a framework takes for a class is found by the role ``options`` or by ``files``.
    """

    methods: dict[str, Literal["construct", "mount", "update", "unmount", "render", "handler", "event"]] = {}
    """The phase of each method of the life cycle."""
    bases: list[str] = []
    """Classes it derives from, as dotted paths below the packages."""
    decorators: list[str] = []
    """Decorators it has, as dotted paths below the packages."""
    names: list[str] = []
    """Its own name, in a file that imports one of the packages."""
    before: dict[str, int] = {}
    """The methods of an update that come again and again, with the index of the argument that holds what was there
    before: the second time there is something."""
    attributes: dict[str, Literal["handler", "event", "timer", "lifespan", "exit-hook"]] = {}
    """The role of the functions that an attribute of the class lists."""
    misspelt: dict[str, str] = {}
    """Wrong names of methods that people write, with the right one of each."""
    runs: Runs = "mount"
    """How often an instance is made."""
    reloaded: bool = False
    """The process may take an instance away and make another one, as it does with a plug-in that is loaded again."""
    server: bool = False
    """It runs on a server."""
    others: Literal["event", "method"] = "method"
    """Who calls the methods without a phase: the page when something happens (``event``), or other code."""
    files: list[str] = []
    """Globs over the path of files whose default export is such an object of methods."""
    groups: dict[str, Literal["method", "update", "value"]] = {}
    """Members of such an object that hold methods, functions that run on a change, or ones that compute a member."""
    fields: list[str] = []
    """Functions of such an object whose result's members are the instance's."""
    state: str = ""
    """The member that holds what ``setter`` merges into."""
    setter: str = ""
    """The method of an instance that merges into its state (``setState``)."""

    @property
    def calls(self) -> dict[str, str]:
        """The phase of each method that the framework calls."""
        return {name: phase for name, phase in self.methods.items() if name not in self.misspelt}

    @property
    def recognised_by(self) -> tuple[tuple[str, ...], ...]:
        """What tells such a class from others."""
        return tuple(map(tuple, (self.bases, self.decorators, self.names, self.files)))


@dataclass(frozen=True, kw_only=True)
class Raises(Table):
    """An exception class: what it derives from, and whether it is outside ``Exception``.

    ``cancels``: it is what a cancelled wait raises. A function that gives the class may stand for it.
    """

    name: str
    """The exception class."""
    base: Literal["Exception", "BaseException"] = "BaseException"
    """``BaseException`` for one that ``except Exception`` does not catch."""
    cancels: bool = False
    """It is what a cancelled wait raises."""


@dataclass(frozen=True, kw_only=True)
class Store(Table):
    """Something of a framework that holds what is put into it (``flask.g``) until a life ends, and closes nothing."""

    names: list[str]
    """Dotted paths below the packages."""
    holds: Literal["request", "connection", "task"]
    """As long as a scope that runs so lives. Then it is empty."""


@dataclass(frozen=True, kw_only=True)
class Application(Table):
    """What there is one of for all handlers of a program, and what they keep in it (``request.app.state``)."""

    made_by: list[str]
    """Its constructors: dotted paths from the package on."""
    reached_by: list[str] = []
    """Members that lead to it from what a handler is given."""
    holds: list[str] = []
    """Its members that hold what is put there."""
    items: bool = False
    """It holds what is put into it under keys."""


@dataclass(frozen=True, kw_only=True)
class Framework(Table):
    """A framework: which functions it calls, how often, and when their life ends."""

    id: str
    """One that is known already is replaced by this one, or extended by it."""
    language: Literal["ecmascript", "python"]
    """The language whose names it uses."""
    extend: bool = False
    """Adds to the description with this id instead of standing in its place."""
    versions: Annotated[str, patterns.VERSIONS] = ""
    """Together with ``extend``: the releases of the first of its packages in which this is added (``>=3``). Which one a
    project uses is told by what it asks for: the lowest release its manifest admits. Empty for all, and for those
    nobody can tell."""
    packages: list[Package] = []
    """What is imported; none for what is part of the language."""
    docs: list[str] = []
    """Pages that document the life cycle."""
    side: Literal["client", "server", "both"] = "both"
    """Where it runs."""
    release_at: Due = "component"
    """Where a release is due: ``session`` accepts one in a log-out handler (mobile)."""
    call: list[CallModel] = []
    """Its functions and decorators."""
    listener: list[Listener] = []
    """Its properties that take a function."""
    function: list[FunctionScope] = []
    """Functions that it calls by their own shape."""
    class_: list[ClassScope] = []
    """Classes whose methods it calls."""
    raises: list[Raises] = []
    """Its exceptions."""
    store: list[Store] = []
    """Its places to put something for as long as a request or a connection lives."""
    application: list[Application] = []
    """What all its handlers share."""
    personal: list[str] = []
    """What holds something else for each of those who use the program at the same time (``session_state``): dotted
    paths below the packages."""
    setters: str = ""
    """Regular expression for names of functions that set a component's state."""
    browser: list[str] = []
    """What is true in a browser alone: an undeclared name, or ``package#name``; with ``!`` in front: on a server."""
    records: list[str] = []
    """Attributes through which database records are reached (``objects``): what comes from there links records."""


@dataclass(frozen=True, kw_only=True)
class FrameworkFile(Table):
    framework: list[Framework]
