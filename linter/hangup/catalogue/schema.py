"""What a catalogue file may say. One struct per TOML table; unknown keys are refused with their path.

Two kinds of files: ``sdks/*.toml`` describe resources (what connects, what closes), ``frameworks/*.toml`` describe
scopes (what runs again, what ends a life). Neither knows the other.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hangup.catalogue import patterns

Package = Annotated[str, Meta(extra_json_schema=patterns.PACKAGE.schema)]
"""What is imported: ``npm:name``, ``pypi:name``, ``std:asyncio``, ``node:fs``; ``any:*`` for no package."""

Connects = Annotated[str, Meta(extra_json_schema=patterns.CONNECTS.schema)]
"""``never``, ``always``, ``lazy-pool``, ``if-arg:0.user`` (a member of an argument is given),
``unless-arg:0.x=false``."""

Mode = Literal["sync", "promise", "await", "sync-or-await", "await-in-async", "with", "lazy-run", "callback"]
"""``promise`` runs at once and settles later, ``await`` runs when it is awaited, ``sync-or-await`` is the latter where
its result is awaited and ``sync`` elsewhere (a name that libraries use for both), ``await-in-async`` is ``await`` in an
async function and ``sync`` elsewhere (a library that looks whether a loop runs)."""
Again = Literal["noop", "warn", "warn-same-throw-other", "throw", "duplicate", "undefined"]
Due = Literal["block", "component", "request", "session", "process"]
Race = Literal["serialised", "await-acquire", "await-release", "none"]
Context = Literal["server", "render", "request", "rerun", "loop", "app-extension"]


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Base of all tables. A subclass says ``frozen`` again for the sake of type checkers."""


# ---------------------------------------------------------------- SDKs


class Create(Table, frozen=True):
    """A constructor or factory. ``call``: ``new X``, ``X.f``, ``module.X`` (Python), ``$parent.f``, ``$r.f``."""

    call: Annotated[str, Meta(extra_json_schema=patterns.CREATE.schema)]
    """What makes the object, as above; ``$any.f``: a method of whatever comes from the package."""
    connects: Connects = "never"
    mode: Literal["sync", "promise"] = "sync"
    """Whether the call gives the object, or a promise of it."""
    shared: Annotated[str, Meta(extra_json_schema=patterns.SHARED.schema)] = "none"
    """``none``, ``global`` (one per process), ``by:<key>`` (one per key)."""
    secret_arg: str = ""
    """Where the API secret goes: an argument's index (``1``) or keyword (``api_secret``)."""


class Acquire(Table, frozen=True):
    """``call``: ``$r.f``, ``with $r``, ``async with $r``, ``await $r`` (what is made connects once it is awaited)."""

    call: Annotated[str, Meta(extra_json_schema=patterns.ACQUIRE.schema)]
    """What opens the connection: ``$r.f``, ``with $r``, ``async with $r``, ``await $r``."""
    mode: Literal[Mode, "returns-handle", "returns-unsubscribe"] = "sync"
    """How it runs, and what its result is for."""
    gives_self: bool = False
    """Its result, or what the promise gives, is the resource itself."""
    reopen: bool = False
    """Opens the socket again for a user who is already set: not a connect of its own."""


class Release(Table, frozen=True):
    """``$h`` is what an acquire of the mode ``returns-handle`` or ``returns-unsubscribe`` has returned."""

    call: Annotated[str, Meta(extra_json_schema=patterns.RELEASE.schema)]
    """What closes it: ``$r.f``, ``$r()``, ``f($r)``, ``$parent.f($r)``, ``$parent.f`` (all it has made), ``f($0)``
    (takes the acquire's first argument), ``$h.f``, ``$h()``, ``with $r``."""
    mode: Mode = "sync"
    """How it runs, and what its result is for."""
    partial: bool = False
    """Closes the socket and keeps the user: does not end the connection."""


class Helper(Table, frozen=True):
    """Code of the SDK that owns the whole life cycle. Unstable ``stable_args`` reconnect on every render."""

    call: str
    """The name it is called by."""
    kind: Literal["hook", "component", "decorator"]
    """How it is used."""
    stable_args: list[str] = []
    """Options of its first argument that must be the same in every render."""
    acquires: bool = True
    """Whether it opens a connection itself."""


class Provides(Table, frozen=True):
    """A hook or function that hands out somebody else's resource: ``field`` of its result, or the result."""

    call: str
    """The name it is called by."""
    field: str = ""
    """The field of its result that is the resource; empty for the result itself."""


class Parent(Table, frozen=True):
    of: str
    """The ``name`` of the resource that makes this one."""
    cascade: bool = False
    """Whether releasing the parent releases this one as well."""


class Resource(Table, frozen=True):
    name: str
    """What other resources of this SDK call it."""
    types: list[str] = []
    """Its classes, as annotations name them."""
    parent: Parent | None = None
    """The resource that makes this one and may close it."""
    create: list[Create] = []
    """What makes it."""
    acquire: list[Acquire] = []
    """What opens its connection."""
    release: list[Release] = []
    """What closes its connection."""
    aliases: dict[str, str] = {}
    """Old names of its methods that still work, with the new name of each."""
    scope: Due = "block"
    """Where a release is due at the latest."""
    again: Again = "undefined"
    """What a second acquire on the same object does."""
    release_again: Literal["ok", "throw"] = "ok"
    """What a second release does."""
    race: Race = "none"
    """Whether a release may come while the acquire is pending."""
    forbid_in: list[Context] = []
    """Where it must not be acquired."""
    allow_if: str = ""
    """An option at the construction that permits it there all the same: ``allowServerSideConnect: true``."""
    instead: dict[str, list[str]] = {}
    """What to use, by context (``server``, ``any``), in suggestions."""
    helpers: list[Helper] = []
    """Calls that own the whole life cycle."""
    provides: list[Provides] = []
    """Calls that hand out a resource that somebody else owns."""
    status: list[str] = []
    """Members that say whether it is connected (``userID``, ``state.callingState``): a question about them is one
    about the connection itself."""
    evidence: list[str] = []
    """Other methods of the resource: a call of one on the same receiver is evidence that it is the resource."""
    chain: list[str] = []
    """Methods that return the resource itself (``on``)."""
    statics: list[str] = []
    """Names whose own methods are those of the one resource there is (``CometChat.login``)."""
    ends: list[str] = []
    """Events, and properties for handlers, that tell of its end (``close``)."""
    signal: str = ""
    """An option of its construction or acquire that takes an AbortSignal, which closes the connection."""
    ignore: list[str] = []
    """Look-alikes that open nothing: a name, or ``npm:package#name``."""
    secrets: str = ""
    """Regular expression for the names of arguments that hold the secret, where the constructor is nobody's we know."""
    dev_reload: Literal["", "globalThis", "ok"] = ""
    """Where it must live to survive a reload."""
    noun: str = "connection"
    """What one acquire opens, in a message: ``WebSocket``, ``call``."""


class Limits(Table, frozen=True):
    dev: int | None = None
    """How many may be open at once in development."""
    prod: int | None = None
    """How many may be open at once in production."""
    unit: str = ""
    """What is counted: ``open sockets per user``."""
    billing: str = ""
    """What is paid for."""


class Sdk(Table, frozen=True):
    """A library: its packages, and the resources it opens."""

    id: str
    """One that is known already is replaced by this one, or extended by it."""
    extend: bool = False
    """Adds to the description with this id instead of standing in its place."""
    packages: list[Package] = []
    """What is imported (not the distribution's name): ``npm:stream-chat``, ``pypi:stream_chat``, ``std:asyncio``,
    ``node:fs``; ``global:WebSocket`` for a name that needs no import; ``any:*`` for no package: names alone, never
    more than medium. Must be given unless this extends."""
    side: Literal["client", "server", "both"] = "client"
    """Where it is meant to run."""
    versions: str = ""
    """The versions it is about: ``>=2 <3``."""
    docs: list[str] = []
    """Pages that document the life cycle."""
    limits: Limits = Limits()
    """What the service allows."""
    preview: bool = False
    """Off, until the configuration or ``--preview`` switches it on."""
    resource: list[Resource] = []
    """What it opens."""


class SdkFile(Table, frozen=True):
    sdk: list[Sdk]


# ---------------------------------------------------------------- frameworks

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
    "options",  # takes an object of methods for a class of the framework (defineComponent)
    # running functions
    "each",  # callback runs for every element, now
    "now",  # callback runs once, now
    "later",  # callback runs once, later (setTimeout, queueMicrotask)
    "timer",  # callback runs again and again
    "event",  # callback runs whenever something happens
    "handler",  # callback is an entry point of a server or worker (see runs)
    "continuation",  # promise continuation: then / catch / finally (see on)
    "join",  # waits for all items
    "spawn",  # starts a coroutine as a task of its own
    "run",  # runs a coroutine to its end, now
    "wait",  # method of a future: waits for it and gives its value
    "exit-hook",  # callback runs when the process or application ends
    "stop",  # callback runs when the owner of the scope ends (addfinalizer, onCleanup)
    # context managers and containers
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


class CallModel(Table, frozen=True):
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
    decorator: bool = False
    """Matches the decorator form ``@name`` or ``@name(...)``: the decorated function is the callback."""
    deferred: bool = False
    """Of a decorator: a call of what is decorated only notes that it is to run."""
    callback: int | str | list[int | str] | None = None
    """Index of the callback argument, a keyword, a list of these (``[0, "fn"]``), or ``all`` for every function
    argument. A list of functions that is given there hands over each."""
    rejected: int | None = None
    """For ``continuation``: index of the callback for a rejection."""
    dependencies: int | None = None
    """The index of the dependency list."""
    initial: int | None = None
    """The index of the initial value or initialiser."""
    runs: Runs = "once"
    """How often the callback runs."""
    on: Literal["", "fulfilled", "rejected", "settled"] = ""
    """For ``continuation``: when the callback runs. For ``join``: ``settled`` when no item raises."""
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
    cleanup: Literal["returned", "none"] = "returned"
    """For ``effect`` and ``mount``: what the callback returns, or nothing (what it returns is never called)."""
    registrar: str = ""
    """The framework's function that the callback is given, such as one that registers a clean-up."""
    registrar_at: int = 0
    """Which argument of the callback that is."""
    events_end: list[str] = []
    """For ``handler`` with an event name argument: the names whose handler ends the life (``disconnect``)."""
    events_begin: list[str] = []
    """For ``handler`` with an event name argument: the names whose handler begins the life (``connect``)."""
    events_once: list[str] = []
    """Names of events that happen once (``DOMContentLoaded``)."""
    files: list[str] = []
    """Globs over the POSIX path of the files in which the call means this."""
    unless_files: list[str] = []
    """Globs over the path of files in which it does not."""
    loop: bool = False
    """The callback runs in a loop."""


class Listener(Table, frozen=True):
    """Properties by which something outside takes a function: ``button.onclick = connect``."""

    name: str
    """Regular expression for the whole name of the property."""
    role: Literal["event", "later", "exit-hook", "mount"] = "event"
    """What becomes of the function."""
    runs: Runs = "event"
    """How often the function runs."""
    element: bool = False
    """A property of the elements of a page, and none of other objects."""


class FunctionScope(Table, frozen=True):
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


class ClassScope(Table, frozen=True):
    """A class whose methods have a life cycle, recognised by its bases or decorators (dotted paths below the packages),
    or by its own name in a file that imports the framework.

    ``methods`` gives each a phase: ``construct``, ``mount``, ``update``, ``unmount``, ``render``, ``handler``,
    ``event``; a key with other than word characters is a regular expression for the whole name.
    ``attributes`` gives a role to the functions that an attribute of the class lists.
    ``misspelt`` maps wrong names that people write to the right one.

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
    attributes: dict[str, Literal["handler", "event", "timer", "lifespan", "exit-hook"]] = {}
    """The role of the functions that an attribute of the class lists."""
    misspelt: dict[str, str] = {}
    """Wrong names of methods that people write, with the right one of each."""
    runs: Runs = "mount"
    """How often an instance is made."""
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


class Raises(Table, frozen=True):
    """An exception class: what it derives from, and whether it is outside ``Exception``.

    ``cancels``: it is what a cancelled wait raises. A function that gives the class may stand for it.
    """

    name: str
    """The exception class."""
    base: Literal["Exception", "BaseException"] = "BaseException"
    """``BaseException`` for one that ``except Exception`` does not catch."""
    cancels: bool = False
    """It is what a cancelled wait raises."""


class Store(Table, frozen=True):
    """Something of a framework that holds what is put into it (``flask.g``) until a life ends, and closes nothing."""

    names: list[str]
    """Dotted paths below the packages."""
    holds: Literal["request", "connection", "task"]
    """As long as a scope that runs so lives. Then it is empty."""


class Framework(Table, frozen=True):
    """A framework: which functions it calls, how often, and when their life ends."""

    id: str
    """One that is known already is replaced by this one, or extended by it."""
    language: Literal["ecmascript", "python"]
    """The language whose names it uses."""
    extend: bool = False
    """Adds to the description with this id instead of standing in its place."""
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
    class_: list[ClassScope] = msgspec.field(default=[], name="class")
    """Classes whose methods it calls."""
    raises: list[Raises] = []
    """Its exceptions."""
    store: list[Store] = []
    """Its places to put something for as long as a request or a connection lives."""
    setters: str = ""
    """Regular expression for names of functions that set a component's state."""
    browser: list[str] = []
    """What is true in a browser alone: an undeclared name, or ``package#name``; with ``!`` in front: on a server."""
    records: list[str] = []
    """Attributes through which database records are reached (``objects``): what comes from there links records."""


class FrameworkFile(Table, frozen=True):
    framework: list[Framework]


class OwnTables(Table, frozen=True):
    """What a configuration adds."""

    sdk: list[Sdk] = []
    framework: list[Framework] = []
