import Foundation
import TestSupport
import Testing

@testable import StateFiles

@Suite("File descriptors") struct FileDescriptorTests {
  private func pipeEnds() -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  @Test("What is written can be read, from the front and from anywhere")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    let bytes = (0..<100).map { UInt8($0) }
    let written = try FileDescriptor(opening: path, O_WRONLY | O_CREAT)
    try written.write(Array(bytes[..<60]))
    try written.write([])
    try written.write(Array(bytes[60...]))
    try written.synchronize()
    try written.close()

    let read = try FileDescriptor(opening: path, O_RDONLY)
    #expect(try read.information().st_size == 100)
    #expect(try read.read(upTo: 10) == Array(bytes[..<10]))
    #expect(try read.read(upTo: 20, at: 50) == Array(bytes[50..<70]))
    #expect(try read.read(upTo: 200, at: 90) == Array(bytes[90...]))
    #expect(try read.read(upTo: 200, at: 100) == [])
    // Reading at a place does not move on.
    #expect(try read.read(upTo: 200) == Array(bytes[10...]))
    #expect(try read.read(upTo: 1) == [])
  }

  @Test("It is closed when nobody owns it any more, and only then")
  func closing() throws {
    let (reading, writing) = pipeEnds()
    do {
      let end = FileDescriptor(owning: writing)
      try end.write([1, 2, 3])
    }
    let end = FileDescriptor(owning: reading)
    #expect(try end.read(upTo: 10) == [1, 2, 3])
    // Only a pipe that nobody can write into is at its end.
    #expect(try end.read(upTo: 10) == [])
    let released = end.release()
    #expect(fcntl(released, F_GETFD) == FD_CLOEXEC || fcntl(released, F_GETFD) == 0)
    close(released)
  }

  @Test("Where it is told not to wait, all is written all the same")
  func nonBlocking() throws {
    let (reading, writing) = pipeEnds()
    let bytes = [UInt8](repeating: 7, count: 1 << 20)
    #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
    let reader = Thread {
      usleep(100_000)
      while let piece = try? FileDescriptor.read(upTo: 1 << 16, from: reading), !piece.isEmpty {}
      close(reading)
    }
    reader.start()
    try FileDescriptor(owning: writing).write(bytes)
  }

  @Test("Errors are the system's")
  func errors() throws {
    #expect(throws: SystemError(code: ENOENT)) {
      _ = try FileDescriptor(opening: "/no/such/file", O_RDONLY)
    }
    #expect(SystemError(code: ENOENT).reason == "No such file or directory")
    let file = try FileDescriptor(opening: "/dev/null", O_RDONLY)
    #expect(throws: SystemError(code: EBADF)) { try file.write([1]) }
    #expect(throws: SystemError(code: EBADF)) { _ = try FileDescriptor.read(upTo: 1, from: -1) }
  }

  @Test("A call that a signal interrupts is made again")
  func interruption() throws {
    var calls = 0
    let answer = uninterrupted { () -> Int in
      calls += 1
      errno = EINTR
      return calls < 3 ? -1 : 7
    }
    #expect(answer == 7)
    #expect(calls == 3)
    let refused = uninterrupted { () -> Int in
      calls += 1
      errno = EBADF
      return -1
    }
    #expect(refused == -1)
    #expect(calls == 4)
  }

  @Test("Reading a pipe outlasts a signal")
  func signals() throws {
    // A handler that does not ask the system to go on by itself.
    var action = sigaction()
    #if os(Linux)
      action.__sigaction_handler.sa_handler = { _ in }
    #else
      action.__sigaction_u.__sa_handler = { _ in }
    #endif
    var before = sigaction()
    sigaction(SIGURG, &action, &before)
    defer { sigaction(SIGURG, &before, nil) }
    let (reading, writing) = pipeEnds()
    let reader = pthread_self()
    let thread = Thread {
      for _ in 0..<5 {
        usleep(10_000)
        pthread_kill(reader, SIGURG)
      }
      let end = FileDescriptor(owning: writing)
      try? end.write([1])
    }
    thread.start()
    let end = FileDescriptor(owning: reading)
    #expect(try end.read(upTo: 10) == [1])
  }
}
