public import Diagnostics

// Lists of cases, meetings and assessments are read in the words of reports.

extension CaseStore {
  public func glossary() throws -> Glossary { try ReportStore(session, city: city).glossary() }
}

extension MeetingStore {
  public func glossary() throws -> Glossary { try ReportStore(session, city: city).glossary() }
}

extension AssessmentStore {
  public func glossary() throws -> Glossary { try ReportStore(session, city: city).glossary() }
}

extension DocumentStore {
  public func glossary() throws -> Glossary { try ReportStore(session, city: city).glossary() }
}
