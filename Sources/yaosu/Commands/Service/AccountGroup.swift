import ArgumentParser
import Diagnostics
import Operations
import Passwords
import Postgres
import Store

struct AccountGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Accounts of the console: opened for people of the offices, closed, listed; the security record verified.",
    subcommands: [AccountOpen.self, AccountClose.self, AccountList.self, AccountVerify.self])
}

struct AccountOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Opens an account, or gives it a new first password; it is shown once and must be changed at the first sign-in.",
    discussion: "yaosu account open system-1")
  @Argument(help: "Codes of people (yaosu officer list).")
  var people: [String]
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      var passwords: [(String, String)] = []
      try session.transaction { session in
        for person in people {
          let password = Secret.firstPassword()
          try AccountStore(session, city: database.city).open(
            Caller(city: database.city, person: database.actorName), person, passwordHash: try PasswordHash.make(password))
          passwords.append((person, password))
        }
      }
      for (person, password) in passwords { Terminal.out("\(person)\t\(password)") }
      Terminal.note(language("口令只显示这一次，首次登录须修改。", "Shown this once; it must be changed at the first sign-in."))
    }
  }
}

struct AccountClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Closes an account: its sessions end, its tokens are revoked.")
  @Argument(help: "Code of the person.")
  var person: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let session = try database.migratedSession()
      try session.transaction {
        try AccountStore($0, city: database.city).close(Caller(city: database.city, person: database.actorName), person)
      }
      Terminal.note(language.language("已停用 \(person)", "closed \(person)"))
    }
  }
}

struct AccountList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Accounts with state, second factor and open sessions.")
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let store = AccountStore(try database.migratedSession(), city: database.city)
      ListingOutput(format: format, language: language.language).show(
        try store.accounts(Caller(city: database.city, person: database.actorName)))
    }
  }
}

struct AccountVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verifies the seals of the security record; fails at the first line that was changed.")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      if let fault = try AccountStore(try database.migratedSession(), city: database.city).firstFault() {
        throw CommandError.refused(
          language(
            "审计记录第 \(fault.event) 条被改动过（\(fault.fault)）。", "Line \(fault.event) of the security record was changed (\(fault.fault))."))
      }
      Terminal.note(language("审计记录完好。", "The security record is whole."))
    }
  }
}
