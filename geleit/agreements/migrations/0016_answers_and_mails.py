# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers to complaints, mails to the two sides, notices that were taken back."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0015_usual_steps_of_a_hand_back'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=120, unique=True, verbose_name='Message-ID')),
                ('state', models.CharField(choices=[('waiting', 'wartet'), ('sending', 'wird gesendet'), ('sent', 'gesendet'), ('failed', 'nicht gesendet')], default='waiting', max_length=10, verbose_name='Stand')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='Versuche')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='zuletzt')),
                ('kind', models.CharField(choices=[('invitation', 'Einladung'), ('meeting', 'Erinnerung an ein Gespräch'), ('task', 'Aufgabe aus einem Gespräch bald fällig'), ('overdue', 'Aufgabe aus einem Gespräch überfällig'), ('notice', 'Kündigungstag'), ('end', 'Ende der Vereinbarung')], max_length=10, verbose_name='Art')),
                ('about', models.CharField(max_length=60, verbose_name='worum es geht')),
                ('day', models.DateField(verbose_name='Tag, um den es geht')),
            ],
            options={
                'verbose_name': 'E-Mail zur Vereinbarung',
                'verbose_name_plural': 'E-Mails zur Vereinbarung',
            },
        ),
        migrations.CreateModel(
            name='NoticeTakenBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_on', models.DateField(verbose_name='eingetragen für den')),
                ('would_end_on', models.DateField(verbose_name='hätte geendet am')),
                ('reason', models.CharField(max_length=300, verbose_name='Grund')),
                ('taken_back_on', models.DateField(verbose_name='zurückgenommen am')),
                ('taken_back_by', models.CharField(max_length=120, verbose_name='zurückgenommen von')),
            ],
            options={
                'verbose_name': 'zurückgenommene Kündigung',
                'verbose_name_plural': 'zurückgenommene Kündigungen',
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='answer',
            field=models.TextField(blank=True, verbose_name='Antwort'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='answered_by',
            field=models.CharField(blank=True, max_length=120, verbose_name='beantwortet von'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='answered_on',
            field=models.DateField(blank=True, null=True, verbose_name='beantwortet am'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='outcome',
            field=models.CharField(blank=True, choices=[('remedied', 'abgeholfen'), ('agreed', 'Abhilfe vereinbart'), ('explained', 'erklärt, nichts zu ändern'), ('disputed', 'keine Einigung')], max_length=10, verbose_name='Ergebnis'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by', ''), ('answered_on', None), ('outcome', '')), models.Q(('answered_on__isnull', False), ('kind', 'complaint'), models.Q(('outcome', ''), _negated=True), models.Q(('answer', ''), _negated=True), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='a_complaint_is_answered_whole'),
        ),
        migrations.AddField(
            model_name='agreementmail',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='agreements.cooperationagreement'),
        ),
        migrations.AddField(
            model_name='agreementmail',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='agreements.cooperationmeeting'),
        ),
        migrations.AddField(
            model_name='agreementmail',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='noticetakenback',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices_taken_back', to='agreements.cooperationagreement'),
        ),
        migrations.AddField(
            model_name='noticetakenback',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddIndex(
            model_name='agreementmail',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['changed_at'], name='agreement_mail_to_send'),
        ),
        migrations.AddConstraint(
            model_name='agreementmail',
            constraint=models.UniqueConstraint(fields=('kind', 'about', 'user'), name='agreement_mail_once'),
        ),
    ]
