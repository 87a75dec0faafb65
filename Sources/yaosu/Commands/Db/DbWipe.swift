import ArgumentParser
import Diagnostics
import Foundation
import Operations
import PrivateCluster

struct DbWipe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wipe", abstract: "Removes the private cluster and all that is in it. An own server is never wiped.")
  @Flag(help: "Yes, remove it.")
  var yes = false
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let cluster = try DatabaseOptions.privateCluster()
      guard yes else { throw CommandError.notConfirmed(language("将删除 \(cluster.folder.path)", "This removes \(cluster.folder.path)")) }
      try cluster.wipe()
    }
  }
}
