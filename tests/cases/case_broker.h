// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QJsonDocument>
#include <QObject>
#include <QTest>

#include <memory>

/// What the tests of the cases share.
namespace conduit::test {

/// A fresh broker process for each test function. The cases ask again and again whether it survived.
class CaseWithBroker : public QObject
{
    Q_OBJECT
protected:
    [[nodiscard]] BrokerProcess &broker() { return *m_broker; }
    [[nodiscard]] RawHttpClient connect() const { return m_broker->connect(); }
    /// The same process as at the start, and it answers.
    [[nodiscard]] bool survives() const;
    /// For the next fresh broker.
    virtual void prepare(BrokerProcess &) { }

private Q_SLOTS:
    void init();
    void cleanup();

private:
    std::unique_ptr<BrokerProcess> m_broker;
    qint64 m_pid = 0;
};

/// An input file of the cases.
[[nodiscard]] QByteArray caseFile(const QString &name);

} // namespace conduit::test

/// Fails the test with the whole answer, not only with the number that was not expected.
#define COMPARE_STATUS(answer, expected)                                                                                       \
    do {                                                                                                                       \
        const auto &compared = answer;                                                                                         \
        QVERIFY2(compared.status == (expected),                                                                                \
                 qPrintable(QStringLiteral("status %1, expected %2: %3%4")                                                     \
                                .arg(compared.status)                                                                          \
                                .arg(expected)                                                                                 \
                                .arg(QString::fromUtf8(compared.failure), QString::fromUtf8(compared.body.left(2000)))));      \
    } while (false)
