"""Files that are sent in pieces: announced, received, finished, or given up with a line that says so.

A row (`Upload`) exists before the first byte, and stays until a line of the batch
(`BatchItem`) says what became of the file: sent = lines + what is still arriving.

announce.py  a person says what they will send; what can never be taken is refused at once
repeated.py  an announcement whose answer was lost, made again: the same lines
digest.py    the sender's SHA-256: bytes that are held already are not sent again
incoming.py  where the unfinished bytes lie, and the lock that lets one writer in
receive.py   bytes are appended at an offset, and acknowledged once they are durable
finish.py    all bytes are there: compared, and taken in as one draft
give_up.py   a file that will not come any more
close.py     a batch that expects nothing more ends
sweep.py     what a crash or time left behind
sending.py   who may send, and who may touch an upload
"""
